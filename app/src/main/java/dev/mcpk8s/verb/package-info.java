/** What the verbs share; each verb has a folder of its own below. */
@NullMarked
package dev.mcpk8s.verb;

import org.jspecify.annotations.NullMarked;
