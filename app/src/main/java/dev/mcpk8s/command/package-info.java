/**
 * What was asked for: one record per verb, valid by construction, and the values they are made of.
 */
@NullMarked
package dev.mcpk8s.command;

import org.jspecify.annotations.NullMarked;
