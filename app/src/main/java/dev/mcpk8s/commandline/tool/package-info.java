/** The command lines of helm, istioctl and argocd: what they may do and what is refused. */
@NullMarked
package dev.mcpk8s.commandline.tool;

import org.jspecify.annotations.NullMarked;
