package dev.mcpk8s.filter.awk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What a running program remembers: variables, arrays, the record. */
final class Machine {

    private static final int MOST_COUNT = 1_000_000;

    private final Map<String, Scalar> variables = new HashMap<>();
    private final Map<String, Map<String, Scalar>> arrays = new HashMap<>();
    private final AwkBudget budget;
    private final Regexes regexes;
    private final InputRecord record;
    private final Random random = new Random(0);
    private double seed;
    private double records;

    Machine(Regexes regexes, AwkBudget budget) {
        this.regexes = regexes;
        this.budget = budget;
        this.record = new InputRecord(regexes, budget);
        variables.put("FS", new Scalar.Text(" "));
        variables.put("OFS", new Scalar.Text(" "));
        variables.put("ORS", new Scalar.Text("\n"));
        variables.put("SUBSEP", new Scalar.Text("\u001c"));
        variables.put("CONVFMT", new Scalar.Text("%.6g"));
        variables.put("OFMT", new Scalar.Text("%.6g"));
        variables.put("FILENAME", new Scalar.Text(""));
        variables.put("RSTART", new Scalar.Numeric(0));
        variables.put("RLENGTH", new Scalar.Numeric(-1));
    }

    AwkBudget budget() {
        return budget;
    }

    Regexes regexes() {
        return regexes;
    }

    InputRecord record() {
        return record;
    }

    Random random() {
        return random;
    }

    /** Begins the row of random numbers anew; the seed before. */
    double seed(double next) {
        double before = seed;
        seed = next;
        random.setSeed(Double.doubleToLongBits(next));
        return before;
    }

    /** The next record of the input. */
    void read(String text) {
        records++;
        record.set(text, setting("FS"));
    }

    Scalar get(String name) {
        return switch (name) {
            case "NF" -> new Scalar.Numeric(record.count());
            case "NR", "FNR" -> new Scalar.Numeric(records);
            default -> {
                if (arrays.containsKey(name)) {
                    throw AwkError.failed("the array " + name + " cannot be used as a value");
                }
                yield variables.getOrDefault(name, Scalar.nothing());
            }
        };
    }

    void set(String name, Scalar value) {
        switch (name) {
            case "NF" -> {
                double count = value.number();
                if (!(count >= 0)) {
                    throw AwkError.failed("NF cannot be negative");
                }
                record.setCount((int) Math.min(count, Integer.MAX_VALUE));
            }
            case "NR", "FNR" -> records = value.number();
            default -> {
                if (arrays.containsKey(name)) {
                    throw AwkError.failed("the array " + name + " cannot be used as a value");
                }
                Scalar before = variables.put(name, value);
                budget.keep(value.weight() - (before == null ? 0 : before.weight()));
            }
        }
    }

    /** A variable of the language as text. */
    String setting(String name) {
        return get(name).text("%.6g");
    }

    String convert() {
        return setting("CONVFMT");
    }

    /** The array of this name, made when it is not there. */
    Map<String, Scalar> array(String name) {
        if (variables.containsKey(name)) {
            throw AwkError.failed(name + " is no array");
        }
        return arrays.computeIfAbsent(name, unknown -> new LinkedHashMap<>());
    }

    boolean isArray(String name) {
        return arrays.containsKey(name);
    }

    /** An element, which is there from then on. */
    Scalar element(String array, String key) {
        Scalar value = array(array).get(key);
        if (value == null) {
            setElement(array, key, Scalar.nothing());
            return Scalar.nothing();
        }
        return value;
    }

    void setElement(String array, String key, Scalar value) {
        Map<String, Scalar> elements = array(array);
        Scalar before = elements.put(key, value);
        budget.keep(value.weight() - (before == null ? -weight(key) : before.weight()));
        if (elements.size() > MOST_COUNT) {
            throw AwkError.failed("an array cannot have more than " + MOST_COUNT + " elements");
        }
    }

    void deleteElement(String array, String key) {
        Scalar before = array(array).remove(key);
        if (before != null) {
            budget.keep(-before.weight() - weight(key));
        }
    }

    void deleteAll(String array) {
        Map<String, Scalar> elements = array(array);
        elements.forEach((key, value) -> budget.keep(-value.weight() - weight(key)));
        elements.clear();
    }

    Scalar field(double number) {
        int index = fieldNumber(number);
        return index == 0 ? wholeRecord() : record.field(index);
    }

    void setField(double number, Scalar value) {
        int index = fieldNumber(number);
        if (index == 0) {
            record.set(value.text(convert()), setting("FS"));
        } else {
            record.setField(index, value);
        }
    }

    String recordText() {
        return record.text(setting("OFS"));
    }

    private Scalar wholeRecord() {
        return Scalar.ofInput(recordText());
    }

    private static int fieldNumber(double number) {
        if (!(number > -1)) {
            throw AwkError.failed("there is no field " + Numbers.text(number, "%.6g"));
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private static long weight(String key) {
        return 80L + key.length();
    }
}
