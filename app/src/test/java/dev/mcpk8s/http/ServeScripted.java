package dev.mcpk8s.http;

class ServeScripted {
    public static void main(String[] a) {
        System.setProperty("test.fake-handlers", "true");
        dev.mcpk8s.Application.main(a);
    }
}
