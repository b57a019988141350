package dev.mcpk8s.fuzz;

import java.util.List;
import java.util.Random;

/** Makes new inputs out of known ones: pieces are cut, doubled, swapped, joined and garbled. */
record Mutation(List<String> seeds, Random random) {

    static final List<String> HARD =
            List.of(
                    "",
                    "\0",
                    "\n",
                    "\t",
                    "'",
                    "\"",
                    "\\",
                    "|",
                    "{",
                    "}",
                    "{{",
                    "}}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "..",
                    "*",
                    "?",
                    "$",
                    "--",
                    "-",
                    "=",
                    "&",
                    "<",
                    ">",
                    ";",
                    ":",
                    "#",
                    "!",
                    "@",
                    "%",
                    ",",
                    "/",
                    "~",
                    "^",
                    "9223372036854775808",
                    "-1",
                    "1e999",
                    "\u00e9",
                    "\ud83d\ude00",
                    "\ud800",
                    "\ufeff",
                    "\u2028",
                    "---\n",
                    "- ",
                    "!!",
                    "&a ",
                    "*a",
                    "<<: ",
                    "\\{1,32768\\}",
                    "\\(",
                    "\\1",
                    "[[:alpha:]]",
                    "{.a[?(",
                    "{{range ",
                    "{{end}}",
                    "s/",
                    "/g");

    /** The next input. */
    String next() {
        StringBuilder text = new StringBuilder(seed());
        int steps = 1 + random.nextInt(6);
        for (int i = 0; i < steps; i++) {
            change(text);
        }
        return text.toString();
    }

    private String seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private void change(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        switch (random.nextInt(6)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, HARD.get(random.nextInt(HARD.size())));
            case 2 -> text.insert(from, text.substring(from, to));
            case 3 -> text.replace(from, to, HARD.get(random.nextInt(HARD.size())));
            case 4 -> {
                String other = seed();
                text.insert(from, other, 0, random.nextInt(other.length() + 1));
            }
            default -> {
                if (from < text.length()) {
                    text.setCharAt(from, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
                }
            }
        }
    }
}
