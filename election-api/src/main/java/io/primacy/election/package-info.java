/**
 * Master election for services: what an application touches.
 *
 * <p>{@link io.primacy.election.Elections} is the door, {@link io.primacy.election.LeaderElection}
 * one election, {@link io.primacy.election.Leadership} one period of leading here.
 */
@NullMarked
package io.primacy.election;

import org.jspecify.annotations.NullMarked;
