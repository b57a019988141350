package dev.mcpk8s.resource;

/**
 * Discovery documents of a small cluster: two groups with the same plural, and short names twice.
 */
final class Documents {

    static final String CORE =
            """
            {"items":[{"metadata":{},"versions":[{"version":"v1","resources":[
              {"resource":"pods","responseKind":{"kind":"Pod"},"scope":"Namespaced",
               "singularResource":"pod","shortNames":["po"],"categories":["all"],
               "verbs":["get","list"],
               "subresources":[{"subresource":"status","responseKind":{"kind":"Pod"}}]},
              {"resource":"namespaces","responseKind":{"kind":"Namespace"},"scope":"Cluster",
               "singularResource":"namespace","shortNames":["ns"],"verbs":["get","list"]},
              {"resource":"nameless","scope":"Cluster","verbs":["get"]},
              {"resource":"events","responseKind":{"kind":"Event"},"scope":"Namespaced",
               "singularResource":"event","shortNames":["ev"],"verbs":["get","list"]}
            ]}]}]}
            """;

    static final String GROUPS =
            """
            {"items":[
              {"metadata":{"name":"apps"},"versions":[{"version":"v1","resources":[
                {"resource":"deployments","responseKind":{"kind":"Deployment"},
                 "scope":"Namespaced","singularResource":"deployment","shortNames":["deploy"],
                 "categories":["all"],"verbs":["get","list"]}]}]},
              {"metadata":{"name":"events.k8s.io"},"versions":[{"version":"v1","resources":[
                {"resource":"events","responseKind":{"kind":"Event"},"scope":"Namespaced",
                 "singularResource":"event","shortNames":["ev"],"verbs":["get","list"]}]}]},
              {"metadata":{"name":"a.example.com"},"versions":[
                {"version":"v2","resources":[
                  {"resource":"widgets","responseKind":{"kind":"Widget"},"scope":"Namespaced",
                   "singularResource":"widget","shortNames":["wd","po"],"verbs":["get"]}]},
                {"version":"v1","resources":[
                  {"resource":"widgets","responseKind":{"kind":"Widget"},"scope":"Namespaced",
                   "singularResource":"widget","shortNames":["wd"],"verbs":["get"]},
                  {"resource":"geese","responseKind":{"kind":"BigGoose"},"scope":"Cluster",
                   "singularResource":"goose","verbs":["get"]}]},
                {"version":"v0","freshness":"Stale"}]},
              {"metadata":{"name":"b.example.com"},"versions":[{"version":"v1","resources":[
                {"resource":"widgets","responseKind":{"kind":"Widget"},"scope":"Namespaced",
                 "singularResource":"widget","shortNames":["wd"],"verbs":["get"]}]}]}
            ]}
            """;

    private Documents() {}

    static FakeCluster cluster() {
        return new FakeCluster().aggregated(CORE, GROUPS);
    }
}
