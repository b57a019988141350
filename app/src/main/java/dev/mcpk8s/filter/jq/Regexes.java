package dev.mcpk8s.filter.jq;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code match} on an engine that runs in linear time, so without looking around. */
final class Regexes {

    private static final int LONGEST = 4096;

    private Regexes() {}

    /** {@code _match(re; flags; test)}: the matches, or whether there is one. */
    static Value match(Value input, List<Value> arguments, Budget budget) {
        String text = matchable(input);
        Value re = arguments.get(0);
        Value flags = arguments.get(1);
        if (re instanceof Value.Arr(List<Value> both, long _, int _) && !both.isEmpty()) {
            re = both.get(0);
            flags = both.size() > 1 ? both.get(1) : flags;
        }
        String letters = flags instanceof Value.Str(String typed) ? typed : "";
        if (!(flags instanceof Value.Null) && !(flags instanceof Value.Str)) {
            throw new JqError(JsonText.described(flags) + " is not a string");
        }
        Pattern pattern = compile(matchable(re), letters);
        Matcher matcher = pattern.matcher(text);
        budget.step(text.length() * (1L + matchable(re).length() / 16));
        if (arguments.get(2).isTrue()) {
            return Value.of(matcher.find());
        }
        return matches(matcher, pattern, text, letters, budget);
    }

    private static String matchable(Value value) {
        if (value instanceof Value.Str(String text)) {
            return text;
        }
        throw new JqError(JsonText.described(value) + " cannot be matched, as it is not a string");
    }

    private static Pattern compile(String re, String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            switch (letters.charAt(i)) {
                case 'g', 'n', 'l' -> {}
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                case 's', 'p' -> flags |= Pattern.DOTALL;
                case 'x' -> {}
                default -> throw new JqError(letters + " is not a valid modifier string");
            }
        }
        String translated = re.replace("(?<", "(?P<").replace("\\h", "[0-9a-fA-F]");
        if (letters.indexOf('x') >= 0) {
            translated = translated.replaceAll("\\s+|#.*", "");
        }
        if (translated.length() > LONGEST) {
            throw new JqError("the regex is longer than " + LONGEST + " characters");
        }
        try {
            return Pattern.compile(translated, flags);
        } catch (PatternSyntaxException wrong) {
            throw new JqError(
                    re + " (at offset 0) is not a valid regex here: " + wrong.getDescription());
        }
    }

    private static Value matches(
            Matcher matcher, Pattern pattern, String text, String letters, Budget budget) {
        Map<Integer, String> names = new LinkedHashMap<>();
        pattern.namedGroups().forEach((name, group) -> names.put(group, name));
        List<Value> found = new ArrayList<>();
        int at = 0;
        while (at <= text.length() && matcher.find(at)) {
            boolean empty = matcher.end() == matcher.start();
            if (!(empty && letters.indexOf('n') >= 0)) {
                budget.make(400L + 400L * matcher.groupCount() + matcher.end() - matcher.start());
                found.add(described(matcher, names, text));
            }
            if (letters.indexOf('g') < 0) {
                break;
            }
            // jq 1.6 does not look for an empty match at the very end of a text.
            at = empty ? matcher.end() + 1 : matcher.end();
            if (at >= text.length()) {
                break;
            }
            budget.step(16);
        }
        return Value.array(found);
    }

    private static Value described(Matcher matcher, Map<Integer, String> names, String text) {
        List<Value> captures = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            Map<String, Value> capture = place(matcher, group, text);
            String name = names.get(group);
            capture.put("name", name == null ? Constants.NULL : Value.of(name));
            captures.add(Value.object(capture));
        }
        Map<String, Value> match = place(matcher, 0, text);
        match.put("captures", Value.array(captures));
        return Value.object(match);
    }

    private static Map<String, Value> place(Matcher matcher, int group, String text) {
        Map<String, Value> place = new LinkedHashMap<>();
        int start = matcher.start(group);
        String found = matcher.group(group);
        int length = found == null ? 0 : found.codePointCount(0, found.length());
        int offset = start < 0 ? -1 : text.codePointCount(0, start);
        place.put("offset", Value.of((double) offset));
        place.put("length", Value.of((double) length));
        place.put("string", found == null ? Constants.NULL : Value.of(found));
        return place;
    }
}
