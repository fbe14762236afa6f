package io.primacy.election;

/** Another process runs as the same node of the same namespace, and keeps its session alive. */
public final class NodeAlreadyRunningException extends ElectionException {

  private static final long serialVersionUID = 1L;

  public NodeAlreadyRunningException(String node, String namespace, long incarnation) {
    super(
        "Node '"
            + node
            + "' of namespace '"
            + namespace
            + "' already runs in another process (incarnation "
            + incarnation
            + " keeps renewing its session). Stop that process, or give this one another"
            + " election.node.");
  }
}
