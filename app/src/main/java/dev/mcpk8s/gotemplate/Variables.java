package dev.mcpk8s.gotemplate;

import java.util.ArrayList;
import java.util.List;

/** The variables of all templates being executed; each sees those above its own base. */
final class Variables {

    private record Variable(String name, Value value) {}

    private final List<Variable> stack = new ArrayList<>();
    private final Budget budget;
    private int base;

    Variables(Budget budget) {
        this.budget = budget;
    }

    int mark() {
        return stack.size();
    }

    int base() {
        return base;
    }

    /** From now on only the variables from here on can be seen. */
    void beginAt(int newBase) {
        base = newBase;
    }

    void push(String name, Value value) {
        budget.keep(value);
        stack.add(new Variable(name, value));
    }

    /** Forgets what came after a mark. */
    void popTo(int mark) {
        while (stack.size() > mark) {
            budget.release(stack.removeLast().value());
        }
    }

    void set(String name, Value value) {
        replace(find(name), value);
    }

    /** Gives the variable so far from the top another value; the last one is 1. */
    void setFromTop(int place, Value value) {
        replace(stack.size() - place, value);
    }

    Value get(String name) {
        return stack.get(find(name)).value();
    }

    private void replace(int index, Value value) {
        Variable old = stack.get(index);
        budget.release(old.value());
        budget.keep(value);
        stack.set(index, new Variable(old.name(), value));
    }

    /**
     * The parser lets no name through that was not declared; a block may still end before its use.
     */
    private int find(String name) {
        for (int i = stack.size() - 1; i >= base; i--) {
            if (stack.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new TemplateMistake("undefined variable: " + name);
    }
}
