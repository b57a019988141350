package cluster

import "context"

// Who may do what in a test cluster.
const (
	adminGroup       = "testcluster:cluster-admins" // the group of the client certificates
	limitedUser      = "testcluster-limited"
	limitedNamespace = "limited-ns"
)

const rbac = "/apis/rbac.authorization.k8s.io/v1"

// grantAccess makes the limited user's namespace and the roles of everybody who is not in system:masters.
func (c *Cluster) grantAccess(ctx context.Context) error {
	objects := []struct {
		path   string
		object map[string]any
	}{
		{"/api/v1/namespaces", map[string]any{
			"metadata": named(limitedNamespace),
		}},
		{rbac + "/clusterrolebindings", map[string]any{
			"metadata": named("testcluster-cluster-admins"),
			"roleRef":  role("ClusterRole", "cluster-admin"),
			"subjects": []any{subject("Group", adminGroup)},
		}},
		{rbac + "/namespaces/" + limitedNamespace + "/roles", map[string]any{
			"metadata": named("limited"),
			"rules": []any{map[string]any{
				"apiGroups": []string{""},
				"resources": []string{"pods", "configmaps"},
				"verbs":     []string{"get", "list"},
			}},
		}},
		{rbac + "/namespaces/" + limitedNamespace + "/rolebindings", map[string]any{
			"metadata": named("limited"),
			"roleRef":  role("Role", "limited"),
			"subjects": []any{subject("User", limitedUser)},
		}},
	}
	for _, o := range objects {
		if err := c.client.create(ctx, c.adminToken, o.path, o.object); err != nil {
			return err
		}
	}
	return nil
}

func named(name string) map[string]any { return map[string]any{"name": name} }

func role(kind, name string) map[string]any {
	return map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": name}
}

func subject(kind, name string) map[string]any {
	return map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": kind, "name": name}
}
