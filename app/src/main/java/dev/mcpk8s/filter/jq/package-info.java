/**
 * jq's language on values of its own: every value knows its weight and its depth, so that no
 * program can build, compare or print what would not fit.
 */
@NullMarked
package dev.mcpk8s.filter.jq;

import org.jspecify.annotations.NullMarked;
