/** What a manifest file says: YAML or JSON text to JSON trees, as kubectl reads it. */
@NullMarked
package dev.mcpk8s.resource.manifest;

import org.jspecify.annotations.NullMarked;
