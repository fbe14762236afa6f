package io.primacy.bench;

import io.primacy.bench.measure.Measurements;
import io.primacy.bench.report.Outcome;
import io.primacy.bench.report.OutcomeFiles;
import io.primacy.bench.report.Page;
import io.primacy.bench.report.Readme;
import io.primacy.election.node.console.CommandException;
import io.primacy.election.node.console.ExitCode;
import java.io.IOException;
import java.nio.file.Path;

/** The files of a run: those of the folder, and the table of the README if they are for it. */
final class Published {

  private final Request request;
  private final OutcomeFiles files;

  Published(Request request) {
    this.request = request;
    this.files = new OutcomeFiles(request.folder());
  }

  /** Before anything is measured that could not be written. */
  void prepare() {
    attempt(files::prepare);
  }

  void write(Outcome outcome) {
    attempt(
        () -> {
          files.write(outcome);
          files.writePage(Measurements.names());
          if (request.isForReadme()) {
            String table = new Page(files.read(Measurements.names())).summary();
            new Readme(request.readme()).replace(table);
          }
        });
  }

  Path page() {
    return request.folder().resolve(OutcomeFiles.PAGE);
  }

  /** Something done to files. */
  private interface ToFiles {
    void run() throws IOException;
  }

  private static void attempt(ToFiles deed) {
    try {
      deed.run();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CANNOT_WRITE, "The figures can not be written: " + e + ".");
    }
  }
}
