package dev.mcpk8s.gotemplate;

/** A text in memory, of limited length. */
final class TextSink implements Sink {

    private final StringBuilder bytes = new StringBuilder();

    @Override
    public void add(String more) {
        if ((long) bytes.length() + more.length() > Budget.LONGEST_TEXT) {
            throw Budget.exceeded("makes a text of more than " + Budget.LONGEST_TEXT + " bytes");
        }
        bytes.append(more);
    }

    Value.Text text() {
        return new Value.Text(bytes.toString());
    }

    String bytes() {
        return bytes.toString();
    }
}
