package io.primacy.bench.write;

import java.util.concurrent.CompletionStage;

/** Where records are written. It ends with its process. */
public interface Store {

  /** Makes a record; returns when it is there. */
  Chain make(String name, byte[] value) throws Exception;

  /** One record. Each write is begun once the one before it is done. */
  interface Chain {

    /**
     * Writes on the condition that nobody has since the last write; fails if that can not be shown.
     */
    CompletionStage<?> write(byte[] value);
  }
}
