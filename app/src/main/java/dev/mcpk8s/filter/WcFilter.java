package dev.mcpk8s.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code wc}: counts lines, words, characters and bytes. */
final class WcFilter implements Filter {

    private static final Options.Spec SPEC =
            new Options.Spec(
                    "wc",
                    "lwcmL",
                    Map.of(
                            "lines",
                            'l',
                            "words",
                            'w',
                            "bytes",
                            'c',
                            "chars",
                            'm',
                            "max-line-length",
                            'L'));
    private static final String ORDER = "lwmcL";
    private static final int TAB = 8;

    private final Options options;
    private long lines;
    private long words;
    private long characters;
    private long bytes;
    private long longest;
    private long width;
    private boolean inWord;

    private WcFilter(Options options) {
        this.options = options;
    }

    static Filter of(List<String> arguments) {
        Options options = Options.parse(SPEC, arguments);
        options.refuseFiles(0);
        return new WcFilter(options);
    }

    @Override
    public boolean accept(byte[] piece, int from, int to, Downstream out) {
        bytes += to - from;
        for (int i = from; i < to; i++) {
            count(piece[i]);
        }
        return true;
    }

    private void count(byte b) {
        boolean continues = (b & 0xC0) == 0x80;
        if (!continues) {
            characters++;
        }
        boolean blank = b == ' ' || (b >= '\t' && b <= '\r');
        if (!blank && !inWord && (b < 0 || b > ' ')) {
            words++;
            inWord = true;
        } else if (blank) {
            inWord = false;
        }
        switch (b) {
            case '\n' -> {
                lines++;
                endLine();
            }
            case '\r', '\f' -> endLine();
            case '\t' -> width += TAB - width % TAB;
            default -> width += continues || (b >= 0 && b < ' ') ? 0 : 1;
        }
    }

    private void endLine() {
        longest = Math.max(longest, width);
        width = 0;
    }

    @Override
    public int finish(Downstream out) {
        endLine();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < ORDER.length(); i++) {
            char letter = ORDER.charAt(i);
            if (shows(letter)) {
                counts.add(count(letter));
            }
        }
        String text =
                counts.size() == 1
                        ? counts.getFirst().toString()
                        : counts.stream().map("%7d"::formatted).collect(Collectors.joining(" "));
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        boolean _ = out.write(line, 0, line.length);
        return 0;
    }

    private boolean shows(char letter) {
        return options.given().isEmpty() ? "lwc".indexOf(letter) >= 0 : options.has(letter);
    }

    private long count(char letter) {
        return switch (letter) {
            case 'l' -> lines;
            case 'w' -> words;
            case 'm' -> characters;
            case 'c' -> bytes;
            default -> longest;
        };
    }
}
