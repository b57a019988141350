package dev.mcpk8s;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.mcpk8s.command.Command;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the package table of docs/architecture.md: who may use whom, and the house's other rules.
 */
@AnalyzeClasses(packages = "dev.mcpk8s", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.mcpk8s.";
    private static final String APP = "(app)";

    /** Package → the packages of ours that it may use. This is the diagram. */
    private static final Map<String, Set<String>> TABLE = table();

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        table.put("error", uses(""));
        table.put("golang", uses(""));
        table.put("json", uses(""));
        table.put("jsonpath", uses("error"));
        table.put("patch", uses("error golang jsonpath"));
        table.put("gotemplate", uses("error golang jsonpath"));
        table.put("command", uses("error jsonpath"));
        table.put("commandline", uses("command error golang jsonpath"));
        table.put("filter", uses("command error"));
        table.put("execution", uses("commandline filter command error"));
        table.put("policy", uses("execution command error"));
        table.put("cluster", uses("json command error"));
        table.put("resource", uses("cluster json command error golang jsonpath"));
        table.put("workload", uses("patch resource cluster json command error golang jsonpath"));
        table.put("print", uses("json command error golang gotemplate jsonpath"));
        table.put("sandbox", uses(""));
        table.put(
                "verb",
                uses(
                        "print workload patch resource cluster execution json command error golang"
                                + " jsonpath sandbox"));
        table.put("ephemeral", uses("execution cluster resource commandline json command error"));
        table.put("stream", uses("execution command error"));
        table.put("http", uses("execution stream ephemeral commandline json command error"));
        table.put("mcp", uses("execution stream ephemeral commandline json command error"));
        table.put(APP, uses(""));
        return table;
    }

    private static Set<String> uses(String packages) {
        return packages.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(packages.split(" ")));
    }

    @ArchTest
    static final ArchRule packagesUseOnlyWhatTheTableAllows =
            classes().should(keepToTheTable()).because("the table is the architecture");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule verbsAreIndependent =
            slices().matching(ROOT + "verb.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theKubernetesClientStaysBelowTheEdges =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            ROOT + "cluster..",
                            ROOT + "resource..",
                            ROOT + "workload..",
                            ROOT + "verb..",
                            ROOT + "ephemeral..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.kubernetes.client..", "okhttp3..");

    @ArchTest
    static final ArchRule reactiveTypesStayAtTheEdge =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(ROOT + "stream..", ROOT + "http..", ROOT + "mcp..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("reactor..", "org.reactivestreams..");

    @ArchTest
    static final ArchRule theLanguageKnowsNoFrameworkAndNoKubernetes =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            ROOT + "error..",
                            ROOT + "golang..",
                            ROOT + "json..",
                            ROOT + "jsonpath..",
                            ROOT + "gotemplate..",
                            ROOT + "command..",
                            ROOT + "print..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.micronaut..", "io.netty..", "okhttp3..");

    @ArchTest
    static final ArchRule processesStartInTheSandboxOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "sandbox..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(ProcessBuilder.class, Process.class)
                    .orShould()
                    .callMethod(Runtime.class, "exec", String[].class);

    @ArchTest
    static final ArchRule nobodyEndsTheServiceOrWritesToItsStreams =
            noClasses()
                    .should()
                    .callMethod(System.class, "exit", int.class)
                    .orShould()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    @ArchTest
    static final ArchRule handlersArePackagePrivate =
            classes()
                    .that()
                    .resideInAPackage(ROOT + "verb..")
                    .and()
                    .haveSimpleNameEndingWith("Handler")
                    .should()
                    .bePackagePrivate();

    @ArchTest
    static final ArchRule commandsAreRecords =
            classes().that().implement(Command.class).should().beRecords().allowEmptyShould(false);

    private static ArchCondition<JavaClass> keepToTheTable() {
        return new ArchCondition<>("keep to the package table") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = room(type);
                Set<String> allowed = TABLE.get(from);
                if (allowed == null) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " is in no package of the table"));
                    return;
                }
                Set<String> wrong = new TreeSet<>();
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(OURS)
                        .map(ArchitectureTest::room)
                        .filter(to -> !to.equals(from) && !allowed.contains(to))
                        .forEach(wrong::add);
                for (String to : wrong) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getName() + " (" + from + ") uses " + to));
                }
            }
        };
    }

    private static final DescribedPredicate<JavaClass> OURS =
            DescribedPredicate.describe(
                    "ours", type -> (type.getPackageName() + ".").startsWith(ROOT));

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (name.length() < ROOT.length()) {
            return APP;
        }
        String below = name.substring(ROOT.length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
