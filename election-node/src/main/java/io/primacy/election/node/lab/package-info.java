/**
 * Real processes on this machine to try an election on: services, nodes that come and go, and a
 * ledger that checks tokens and bears witness.
 */
@NullMarked
package io.primacy.election.node.lab;

import org.jspecify.annotations.NullMarked;
