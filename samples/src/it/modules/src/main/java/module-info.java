module com.example.letters {
    requires java.net.http;

    exports com.example.letters;
}
