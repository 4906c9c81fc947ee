def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-com.example.LeakTest.xml'))
def failed = report.testcase.findAll { it.failure.size() > 0 }
assert failed.collect { it.@name.text() } == ['leaks']
def message = failed[0].failure.@message.text()
assert message.contains('Expecting no descriptor to be left open by leaks()') : message
assert message.contains('at com.example.LeakTest.leaks(LeakTest.java:17)') : message
assert message.contains('confirmed: 12 of 12 more runs left more of the same') : message
