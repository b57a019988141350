/** Commands that run as external programs: kubectl's verbs that are not native, and other tools. */
@NullMarked
package dev.mcpk8s.verb.tool;

import org.jspecify.annotations.NullMarked;
