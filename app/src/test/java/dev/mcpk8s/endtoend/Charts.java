package dev.mcpk8s.endtoend;

import java.util.Map;
import java.util.TreeMap;

/** A small chart, as the files of a request. */
final class Charts {

    private Charts() {}

    /** A config map, a deployment of no replicas, notes, and values for them. */
    static Map<String, String> web() {
        Map<String, String> files = new TreeMap<>();
        files.put(
                "web/Chart.yaml",
                "apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: \"1.0\"\n");
        files.put("web/values.yaml", "color: red\nreplicas: 0\n");
        files.put(
                "web/templates/settings.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: {{ .Release.Name }}-settings
                data:
                  color: {{ .Values.color | quote }}
                  revision: {{ .Release.Revision | quote }}
                  text: {{ .Files.Get "text.txt" | quote }}
                """);
        files.put("web/text.txt", "plain text\n");
        files.put(
                "web/templates/deployment.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: {{ .Release.Name }}
                spec:
                  replicas: {{ .Values.replicas }}
                  selector: {matchLabels: {app: {{ .Release.Name }}}}
                  template:
                    metadata: {labels: {app: {{ .Release.Name }}}}
                    spec: {containers: [{name: main, image: "registry.invalid/web:1"}]}
                """);
        files.put("web/templates/NOTES.txt", "{{ .Release.Name }} is {{ .Values.color }}\n");
        files.put("prod.yaml", "color: green\n");
        return files;
    }
}
