package dev.mcpk8s.filter.awk;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The record under work and its fields, which are cut when somebody first asks for one. */
final class InputRecord {

    private static final int MOST_FIELDS = 1_000_000;

    private final Regexes regexes;
    private final AwkBudget budget;
    private final List<Scalar> fields = new ArrayList<>();
    private String text = "";
    private String separator = " ";
    private boolean split = true;
    private boolean joined = true;

    InputRecord(Regexes regexes, AwkBudget budget) {
        this.regexes = regexes;
        this.budget = budget;
    }

    /**
     * @param fieldSeparator as it was when the record came
     */
    void set(String record, String fieldSeparator) {
        text = record;
        separator = fieldSeparator;
        split = false;
        joined = true;
        fields.clear();
    }

    /**
     * @param outputSeparator what stands between fields when one of them was changed
     */
    String text(String outputSeparator) {
        if (!joined) {
            StringBuilder whole = new StringBuilder();
            for (int i = 0; i < fields.size(); i++) {
                whole.append(i == 0 ? "" : outputSeparator).append(fields.get(i).text("%.6g"));
                budget.make(i == 0 ? 0 : outputSeparator.length());
            }
            budget.make(whole.length());
            text = whole.toString();
            joined = true;
        }
        return text;
    }

    int count() {
        cut();
        return fields.size();
    }

    /** From 1; a field that is not there is an empty text, also where a number is asked for. */
    Scalar field(int number) {
        cut();
        return number <= fields.size() ? fields.get(number - 1) : new Scalar.Text("");
    }

    void setField(int number, Scalar value) {
        cut();
        resize(Math.max(number, fields.size()));
        fields.set(number - 1, value);
        joined = false;
    }

    void setCount(int count) {
        cut();
        resize(count);
        joined = false;
    }

    private void resize(int count) {
        if (count > MOST_FIELDS) {
            throw AwkError.failed("a record cannot have more than " + MOST_FIELDS + " fields");
        }
        while (fields.size() > count) {
            fields.removeLast();
        }
        budget.make(8L * Math.max(0, count - fields.size()));
        while (fields.size() < count) {
            fields.add(new Scalar.Text(""));
        }
    }

    private void cut() {
        if (!split) {
            split = true;
            for (String part : parts(text, separator, regexes)) {
                fields.add(Scalar.ofInput(part));
            }
            budget.make(text.length() + 64L * fields.size());
        }
    }

    /** A text's parts, by a separator as {@code FS} means it. */
    static List<String> parts(String text, String separator, Regexes regexes) {
        List<String> parts = new ArrayList<>();
        if (text.isEmpty()) {
            return parts;
        }
        if (separator.equals(" ")) {
            words(text, parts);
        } else if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
        } else if (separator.codePointCount(0, separator.length()) == 1
                && !separator.equals("\\")) {
            literally(text, separator, parts);
        } else {
            byPattern(text, regexes.dynamic(separator), parts);
        }
        return parts;
    }

    private static void words(String text, List<String> parts) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || " \t\n".indexOf(text.charAt(i)) >= 0;
            if (blank && start >= 0) {
                parts.add(text.substring(start, i));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
    }

    private static void literally(String text, String separator, List<String> parts) {
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + separator.length();
        }
        parts.add(text.substring(start));
    }

    /** A match of nothing separates nothing. */
    static void byPattern(String text, Pattern separator, List<String> parts) {
        Matcher matcher = separator.matcher(text);
        int start = 0;
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                parts.add(text.substring(start, matcher.start()));
                start = matcher.end();
            }
        }
        parts.add(text.substring(start));
    }
}
