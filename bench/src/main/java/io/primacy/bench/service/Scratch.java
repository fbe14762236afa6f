package io.primacy.bench.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where servers keep their data and processes their logs while something is measured. */
public final class Scratch {

  /** The property that names the folder; without it, the one for temporary files. */
  public static final String PROPERTY = "bench.scratch";

  private Scratch() {}

  /** A new folder in it. */
  public static Path folder() throws IOException {
    String parent = System.getProperty(PROPERTY, System.getProperty("java.io.tmpdir"));
    return Files.createTempDirectory(Path.of(parent), "primacy-bench");
  }
}
