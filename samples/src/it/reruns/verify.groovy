// Both failed once, in one report, and the build passed.
def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-com.example.FlakyTest.xml'))
def flaky = report.testcase.findAll { it.flakyFailure.size() > 0 }.collect { it.@name.text() }
assert flaky.size() == 2 : "flaky were ${flaky}"
assert report.@failures == '0'
