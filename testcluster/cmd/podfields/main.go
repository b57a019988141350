// Command podfields prints in which order Go's structures of a pod template have their fields, as data: a line for
// each structure, with its fields in order, tab separated. A field that holds structures, or a list of them, names
// theirs after a colon; one that holds a map, whose keys Go sorts, has a star there. The service prints with it what
// comes without an order, such as the templates in controller revisions.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

var marshaler = reflect.TypeFor[json.Marshaler]()

func main() {
	structures := map[string][]string{}
	describe(reflect.TypeFor[corev1.PodTemplateSpec](), structures)
	names := make([]string, 0, len(structures))
	for name := range structures {
		names = append(names, name)
	}
	sort.Strings(names)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, "# Made by `make catalogue` from the k8s.io/api that testcluster/go.mod pins. Do not edit.")
	for _, name := range names {
		fmt.Fprintln(out, name+"\t"+strings.Join(structures[name], "\t"))
	}
}

func describe(structure reflect.Type, structures map[string][]string) {
	if _, known := structures[structure.Name()]; known {
		return
	}
	structures[structure.Name()] = nil
	structures[structure.Name()] = fields(structure, structures)
}

func fields(structure reflect.Type, structures map[string][]string) []string {
	var found []string
	for i := range structure.NumField() {
		field := structure.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case name == "" && field.Anonymous:
			found = append(found, fields(element(field.Type), structures)...)
		default:
			found = append(found, name+kind(field.Type, structures))
		}
	}
	return found
}

// kind tells what a field holds; nothing for what has no fields, or writes itself.
func kind(held reflect.Type, structures map[string][]string) string {
	held = element(held)
	if held.Implements(marshaler) || reflect.PointerTo(held).Implements(marshaler) {
		return ""
	}
	switch held.Kind() {
	case reflect.Struct:
		describe(held, structures)
		return ":" + held.Name()
	case reflect.Map:
		return ":*"
	default:
		return ""
	}
}

// element is what stands behind pointers and in lists.
func element(held reflect.Type) reflect.Type {
	for held.Kind() == reflect.Pointer || held.Kind() == reflect.Slice {
		held = held.Elem()
	}
	return held
}
