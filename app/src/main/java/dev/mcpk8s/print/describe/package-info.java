/** What descriptions are made of, whoever describes: lines at levels, pod templates, quantities. */
@NullMarked
package dev.mcpk8s.print.describe;

import org.jspecify.annotations.NullMarked;
