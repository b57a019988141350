/** Discovery, REST mapping and untyped access to the objects of a cluster. */
@NullMarked
package dev.mcpk8s.resource;

import org.jspecify.annotations.NullMarked;
