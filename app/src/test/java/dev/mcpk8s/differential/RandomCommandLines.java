package dev.mcpk8s.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Command lines that nobody thought of: right and wrong words of kubectl's read verbs put together
 * by chance. The same seed gives the same lines.
 */
final class RandomCommandLines {

    private static final List<String> TYPES =
            List.of(
                    "widgets", "widget", "wd", "WIDGETS", "widgets.diff.example.com",
                    "widgets.v1.diff.example.com", "widgets.v1alpha1.diff.example.com",
                    "widgets.other.example.org", "gadgets", "gd", "geese", "gs", "goose", "cm",
                    "configmaps", "ConfigMap", "configmap.", "cm.v1", "configmaps.v1.", "pods",
                    "po", "deploy", "deployments.apps", "deployments.v1.apps", "deploy.v1", "svc",
                    "secrets", "ns", "pv", "sc", "sts,ds", "cm,gd", "gd,wd", "geese,cm", "all",
                    "diffs", "crd", "roles", "ing", "netpol", "pvc", "quota", "poems", "ev",
                    "podz", "widgets.v9.diff.example.com", "cm.apps", "deployments.v1", "a/b/c",
                    "", "cm,", ",cm", "cm,podz", "pods/status", "bindings", "日本");

    private static final List<String> NAMED =
            List.of(
                    "widget numbers", "wd text", "wd/numbers", "wd numbers text", "gd kinds",
                    "gd/kinds wd/text", "cm odd", "cm/odd", "cm/odd gd/kinds", "gs grey", "gs/white",
                    "pod plain", "deploy web", "cm missing", "cm odd missing", "cm/odd cm/missing",
                    "cm odd odd", "gd/same", "gd 日本", "cm x%y", "cm .", "cm ..", "cm a/b",
                    "cm/", "/odd", "cm odd wd/text", "cm,gd odd", "pv diff-small", "ns diff-main",
                    "wd/numbers cm/odd po/plain", "gd UPPER", "cm 'a b'", "podz x", "podz/x cm/odd",
                    "gadgets.other.example.org/kinds", "gd kinds more", "poem ode", "svc web");

    private static final List<String> FIELDS =
            List.of(
                    "metadata.name", "metadata.labels", "metadata.labels.size", "spec.size",
                    "spec.ratio", "spec.n", "spec.s", "spec.items", "spec.items[*].name",
                    "spec.items[0].v", "spec.items[*].v", "spec.nested", "spec.nothing",
                    "spec.emptyMap", "spec.emptyList", "spec.v", "spec.f", "spec.b", "spec.m",
                    "spec.l", "spec.q", "spec.t", "spec.z", "spec.a\\.b", "data", "data.rank",
                    "data.multi\\.txt", "metadata.annotations", "metadata.annotations.note",
                    "missing", "metadata.creationTimestamp", "spec", "kind", "spec.replicas",
                    "spec['a.b']", "spec.n[0]", "spec.n[-1]", "spec.n[1:4]", "spec.n[::3]",
                    "spec.n[0,2,4]", "spec.n[99]", "spec.s[5:9]", "spec.l[0]", "spec.l[*]",
                    "spec.items[?(@.v==1)].name", "spec.items[?(@.on)].name",
                    "spec.items[?(@.name==\"y\")]", "spec.items[?(@.v>2)].v", "metadata.uid[0]",
                    "spec.items[?(@.name!='x')].name", "spec['size','ratio']", "metadata.name[0:2]",
                    "spec.containers[*].name", "spec.n[1:]", "spec.n[:2]", "spec.n[-3:-1]",
                    "spec.n[3:1]", "spec.n[0:9:0]", "metadata['name']", "spec.items[*]['name','v']");

    private static final List<String> BAD_PATHS =
            List.of(
                    "{", "}", "{.metadata.name", "{end}", "{range .items[*]}", "{.a[}", "{.a[?(@.b}",
                    "{..}", "{.metadata..name}", "x{.kind}y{'\\n'}", "{\"a\"}{.kind}", "{1}{true}",
                    "{.items[*]}", "{$.kind}", "{@.kind}", "{.spec[\"a\"]}", "{range}{end}", "{.[0]}",
                    "{range .items[*]}{.metadata.name}{\"\\t\"}{.spec.size}{\"\\n\"}{end}",
                    "{.items[0].kind} {.items[-1:].kind}", "{.items[?(@.spec.v>9)].metadata.name}",
                    "{.items[?(@.metadata.name==\"kinds\")].spec.v}", "{.kind.}", "{.kind }",
                    "{range .items[*]}{range .spec.items[*]}{.name},{end};{end}", "a b c", "{}");

    private static final List<String> SELECTORS =
            List.of(
                    "size=x", "size!=x", "size in (s,x)", "size notin (s)", "size", "!size",
                    "size=", "a=b,c", "a==b", "=", "a=b=c", "a in", "a in ()", "parity=even,third=1",
                    "n>1", "n<a", "-a", "a b", "日本=1", "x/y/z=1", "size=s,size=l", "", " ");

    private static final List<String> FIELD_SELECTORS =
            List.of(
                    "metadata.name=odd", "metadata.name!=odd", "metadata.namespace=diff-main",
                    "status.phase=Running", "spec.x=1", "=", "a", "metadata.name=a,metadata.name=b",
                    "metadata.name==odd", "type=Opaque", "spec.nodeName=", "metadata.name=a\\,b");

    private static final List<String> GLOBAL =
            List.of(
                    "--context=missing", "--cluster=missing", "--user=missing", "--as=jane",
                    "--as-group=g", "--as=jane --as-group=g --as-uid=1", "--as-uid=1",
                    "--as=system:admin --as-group=system:masters", "--request-timeout=30",
                    "--request-timeout=1m", "--request-timeout=x", "--request-timeout=0",
                    "--request-timeout=1", "--warnings-as-errors", "--match-server-version",
                    "--disable-compression", "--v=0", "--context=", "--namespace=", "--bogus", "-Z",
                    "--as=jane --as-user-extra=a=b", "--as-user-extra=a", "--no_headers", "--output");

    private static final List<String> RAW =
            List.of(
                    "/api", "/version", "/apis", "/healthz", "/readyz?verbose=1", "/api/v1/x",
                    "/api/v1/namespaces/diff-main/configmaps/odd", "api", "/", "//api", "/a%2fb",
                    "/api/v1/namespaces/diff-main/configmaps?limit=1", "/a b", "/日本", "/%zz",
                    "/apis/nothing", "/api?a=b#c", "?x", "/api/v1/namespaces/diff-main/pods?x=%20",
                    "http://127.0.0.1:1/api", "/api/../version", "/./api", "/api/", "/version?&&=",
                    "/apis/diff.example.com/v1/namespaces/diff-main/widgets/nope", "");

    private final Random random;

    private RandomCommandLines(long seed) {
        this.random = new Random(seed);
    }

    static List<DifferentialCase> lines(long seed, int count) {
        RandomCommandLines lines = new RandomCommandLines(seed);
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new DifferentialCase(
                                        lines.chance(6) ? "limited" : "admin",
                                        lines.line(),
                                        "random " + seed + "#" + (i + 1)))
                .toList();
    }

    private String line() {
        return switch (random.nextInt(20)) {
            case 0 -> with(new ArrayList<>(List.of("version")), List.of("--client", "-o json", "-o yaml", "-o x", "--client=false", "--short", "y"));
            case 1 -> apiResources();
            case 2 -> with(new ArrayList<>(List.of("api-versions")), List.of("-o json", "x", "--no-headers"));
            case 3 -> with(new ArrayList<>(List.of("get", "--raw " + quoted(any(RAW)))), List.of("-n x", "-A", "pods", "-o json", "-l a=b"));
            default -> get();
        };
    }

    private String apiResources() {
        return with(
                new ArrayList<>(List.of("api-resources")),
                List.of(
                        "-o wide", "-o name", "-o json", "-o yaml", "-o x", "--no-headers",
                        "--namespaced", "--namespaced=false", "--namespaced=x", "--sort-by=name",
                        "--sort-by=kind", "--sort-by=x", "--api-group=apps", "--api-group=",
                        "--api-group=diff.example.com", "--verbs=list", "--verbs=list,get",
                        "--verbs=nope", "--categories=all", "--categories=diffs,all", "--cached",
                        "pods", "--show-kind"));
    }

    private String with(List<String> words, List<String> flags) {
        while (!chance(3)) {
            words.add(any(flags));
        }
        if (chance(5)) {
            words.add(any(GLOBAL));
        }
        return String.join(" ", words);
    }

    private String get() {
        List<String> words = new ArrayList<>(List.of("get"));
        boolean named = chance(3);
        words.add(named ? any(NAMED) : quoted(any(TYPES)));
        if (!chance(8)) {
            words.add(any(List.of("-n diff-main", "-n diff-main", "-n diff-main", "-n diff-many", "-n diff-other", "-A", "-A", "-n nowhere", "-ndiff-main", "--namespace=diff-main", "-n diff-empty", "-n 'a b'")));
        }
        if (!chance(3)) {
            words.add(output());
        }
        while (chance(2)) {
            words.add(flag());
        }
        if (chance(12)) {
            words.add(any(GLOBAL));
        }
        return String.join(" ", words);
    }

    private String output() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "-o yaml";
            case 2 -> any(List.of("-o json", "-ojson", "-o=json", "--output json", "-o JSON"));
            case 3 -> "-o kyaml";
            case 4 -> "-o wide";
            case 5 -> "-o name";
            case 6, 7, 8 -> "-o " + quoted("jsonpath=" + template());
            case 9 -> "-o " + quoted("jsonpath-as-json=" + template());
            case 10, 11, 12 -> "-o " + quoted("custom-columns=" + columns());
            case 13 -> any(List.of("-o x", "-o ''", "-o jsonpath", "-o custom-columns", "-o custom-columns=", "-o jsonpath=", "-o Wide", "-o yaml=x", "-o json=x", "-o wide=x", "-o name=x", "-o custom-columns=A", "-o custom-columns=A:", "-o custom-columns=:.kind"));
            default -> "-o jsonpath --template " + quoted(template());
        };
    }

    private String template() {
        if (chance(3)) {
            return any(BAD_PATHS);
        }
        String path = "{." + any(FIELDS) + "}";
        return switch (random.nextInt(4)) {
            case 0 -> path;
            case 1 -> "{.items[*]." + any(FIELDS) + "}";
            case 2 -> "{range .items[*]}" + path + "|{." + any(FIELDS) + "}{\"\\n\"}{end}";
            default -> "<{." + any(FIELDS) + "}> " + path;
        };
    }

    private String columns() {
        List<String> columns = new ArrayList<>();
        do {
            String path = any(FIELDS);
            columns.add(
                    any(List.of("A", "NAME", "Ünï", "a b", "x.y")) + ":"
                            + any(List.of("." + path, path, "{." + path + "}", "{" + path + "}")));
        } while (chance(2));
        return String.join(",", columns);
    }

    private String flag() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> "-l " + quoted(any(SELECTORS));
            case 2 -> "--field-selector " + quoted(any(FIELD_SELECTORS));
            case 3, 4 -> "--sort-by " + quoted(any(List.of(".", "", "{.")) + any(FIELDS) + any(List.of("", "", "}")));
            case 5 -> "--chunk-size=" + any(List.of("1", "2", "3", "5", "0", "-1", "x", "1e3", "9999999999"));
            case 6 -> "-L " + quoted(any(List.of("size", "size,n", "a/b", "", "parity", "日本", "size,size", ",")));
            case 7 -> any(List.of("--show-labels", "--show-labels=false", "--show-labels=x"));
            case 8 -> any(List.of("--show-kind", "--show-kind=true"));
            case 9 -> any(List.of("--no-headers", "--no-headers=f"));
            case 10 -> any(List.of("--ignore-not-found", "--ignore-not-found=0"));
            case 11 -> "--server-print=false";
            case 12 -> "--subresource=" + any(List.of("status", "scale", "x", "", "status/x"));
            case 13 -> "--show-managed-fields=" + any(List.of("false", "0"));
            case 14 -> "--allow-missing-template-keys=" + any(List.of("false", "true", "x"));
            default -> any(List.of("-A", "--all-namespaces=false", "-Ao name", "extra", "--", "-o name"));
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
