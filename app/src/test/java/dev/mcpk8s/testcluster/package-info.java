/**
 * A real Kubernetes API server for tests: one shared by the whole test run, and others of their own
 * for tests that break things. It runs in processes of {@code testcluster/} that end with this JVM,
 * however it ends.
 */
@NullMarked
package dev.mcpk8s.testcluster;

import org.jspecify.annotations.NullMarked;
