package upload

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

var kustomizationNames = []string{"kustomization.yaml", "kustomization.yml", "Kustomization"}

// unread are fields of a kustomization whose texts name no files.
var unread = []string{
	"apiVersion", "kind", "metadata", "namespace", "namePrefix", "nameSuffix", "images", "labels", "commonLabels",
	"commonAnnotations", "replicas", "vars", "buildMetadata", "sortOptions", "generatorOptions", "varReference",
}

// configured are fields whose files may name further files.
var configured = []string{"generators", "transformers", "validators"}

// Kustomization takes a kustomization's folder along with all that it refers to, bases elsewhere
// too. Its place is always told by the absolute path, because that is how kustomize's errors tell it.
func (f *Files) Kustomization(folder string) (string, error) {
	if folder == "" || strings.Contains(folder, "://") {
		return folder, nil
	}
	root := f.absolute(folder)
	// Behind a link kustomize stands where it leads to, and looks for bases from there.
	if target, err := filepath.EvalSymlinks(root); err == nil && target != root {
		root, folder = target, target
	}
	walk := kustomizeWalk{files: f, seen: map[string]bool{}}
	info, err := os.Stat(root)
	if err == nil && info.IsDir() {
		if err := walk.folder(root); err != nil {
			return "", err
		}
		if len(walk.paths) == 0 {
			f.keepFolder(root)
		}
	} else if err == nil {
		walk.paths = append(walk.paths, root)
	} else {
		f.keepFolder(existingParent(root))
	}
	return f.place(folder, walk.paths, true)
}

// existingParent is for messages that tell how far a path leads.
func existingParent(path string) string {
	for path = filepath.Dir(path); path != "/"; path = filepath.Dir(path) {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			break
		}
	}
	return path
}

type kustomizeWalk struct {
	files *Files
	paths []string
	seen  map[string]bool
}

// folder takes what a kustomization's folder needs; a folder without one is left to kustomize.
func (w *kustomizeWalk) folder(root string) error {
	if w.seen[root] {
		return nil
	}
	w.seen[root] = true
	for _, name := range kustomizationNames {
		path := filepath.Join(root, name)
		content, err := w.take(path)
		if isMissing(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := w.references(root, content, true); err != nil {
			return err
		}
	}
	return nil
}

func (w *kustomizeWalk) take(path string) ([]byte, error) {
	content, err := w.files.read(path)
	if err == nil && !w.seen[path] {
		w.seen[path] = true
		w.paths = append(w.paths, path)
	}
	return content, err
}

// references follows every text that could be a path, whatever field it stands in.
func (w *kustomizeWalk) references(root string, content []byte, kustomization bool) error {
	var document map[string]any
	if yaml.Unmarshal(content, &document) != nil {
		return nil // kustomize says what is wrong with it
	}
	for field, value := range document {
		if slices.Contains(unread, field) {
			continue
		}
		further := kustomization && slices.Contains(configured, field)
		for _, text := range texts(value) {
			if err := w.reference(root, text, further); err != nil {
				return err
			}
		}
	}
	return nil
}

func texts(value any) []string {
	var found []string
	switch value := value.(type) {
	case string:
		found = append(found, value)
	case []any:
		for _, item := range value {
			found = append(found, texts(item)...)
		}
	case map[string]any:
		for _, item := range value {
			found = append(found, texts(item)...)
		}
	}
	return found
}

func (w *kustomizeWalk) reference(root, text string, further bool) error {
	candidates := []string{text}
	if _, path, keyed := strings.Cut(text, "="); keyed {
		candidates = append(candidates, path)
	}
	for _, candidate := range candidates {
		if candidate == "" || len(candidate) > 1024 || strings.ContainsAny(candidate, "\n\x00") || filepath.IsAbs(candidate) {
			continue
		}
		path := filepath.Join(root, candidate)
		info, err := os.Stat(path)
		switch {
		case err != nil:
		case info.IsDir():
			if err := w.folder(path); err != nil {
				return err
			}
		case info.Mode().IsRegular() && strings.HasPrefix(path, root+"/"):
			// kustomize reads no file outside of the kustomization's own folder.
			if err := w.file(root, path, further); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *kustomizeWalk) file(root, path string, further bool) error {
	known := w.seen[path]
	content, err := w.take(path)
	if err != nil || known || !further {
		return err
	}
	return w.references(root, content, false)
}
