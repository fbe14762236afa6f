/** What a process answers to balancers, probes and Prometheus. */
@org.jspecify.annotations.NullMarked
package io.primacy.election.node.http;
