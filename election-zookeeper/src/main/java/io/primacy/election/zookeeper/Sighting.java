package io.primacy.election.zookeeper;

/**
 * What a conditional write needs to know of the record it replaces.
 *
 * @param version the zxid that wrote it
 * @param dataVersion the znode's own count, which starts again when the znode is made again
 * @param id the mark that goes when the znode goes
 */
record Sighting(long version, int dataVersion, long id) {}
