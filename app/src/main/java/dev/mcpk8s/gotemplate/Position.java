package dev.mcpk8s.gotemplate;

/** Where an execution is, for its messages. */
final class Position {

    private final String text;
    private String template = GoTemplate.NAME;
    private Node node = new Node.Nil(0);

    /**
     * @param text the whole template, as bytes
     */
    Position(String text) {
        this.text = text;
    }

    void at(Node where) {
        node = where;
    }

    String template() {
        return template;
    }

    void enter(String name) {
        template = name;
    }

    TemplateMistake mistake(String message) {
        String before = text.substring(0, node.position());
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = before.length() - (before.lastIndexOf('\n') + 1);
        return new TemplateMistake(
                "template: "
                        + GoTemplate.NAME
                        + ":"
                        + line
                        + ":"
                        + column
                        + ": executing "
                        + ByteText.quote(template, '"', false)
                        + " at <"
                        + node
                        + ">: "
                        + message);
    }
}
