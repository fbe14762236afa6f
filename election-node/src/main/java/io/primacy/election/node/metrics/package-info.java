/** What a node measures of itself, for Prometheus and for JMX. */
@org.jspecify.annotations.NullMarked
package io.primacy.election.node.metrics;
