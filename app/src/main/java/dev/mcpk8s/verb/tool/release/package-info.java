/** What a helm release is waiting for while helm works on it. */
@NullMarked
package dev.mcpk8s.verb.tool.release;

import org.jspecify.annotations.NullMarked;
