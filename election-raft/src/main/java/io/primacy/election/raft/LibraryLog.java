package io.primacy.election.raft;

import java.lang.System.Logger.Level;
import org.jgroups.logging.CustomLogFactory;
import org.jgroups.logging.Log;
import org.jgroups.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What JGroups says, passed on to where everything here is logged. What it calls information is for
 * whoever looks for a fault; what it warns of, mostly peers that are away, is information.
 */
final class LibraryLog implements Log {

  private final System.Logger logger;

  private LibraryLog(String name) {
    this.logger = System.getLogger(name);
  }

  /** To be called before anything of JGroups is used. Somebody else's choice is left alone. */
  static synchronized void install() {
    if (LogFactory.getCustomLogFactory() == null) {
      LogFactory.setCustomLogFactory(
          new CustomLogFactory() {
            @Override
            public Log getLog(Class<?> type) {
              return new LibraryLog(type.getName());
            }

            @Override
            public Log getLog(String category) {
              return new LibraryLog(category);
            }
          });
    }
  }

  @Override
  public boolean isFatalEnabled() {
    return logger.isLoggable(Level.ERROR);
  }

  @Override
  public boolean isErrorEnabled() {
    return logger.isLoggable(Level.WARNING);
  }

  @Override
  public boolean isWarnEnabled() {
    return logger.isLoggable(Level.INFO);
  }

  @Override
  public boolean isInfoEnabled() {
    return logger.isLoggable(Level.DEBUG);
  }

  @Override
  public boolean isDebugEnabled() {
    return logger.isLoggable(Level.DEBUG);
  }

  @Override
  public boolean isTraceEnabled() {
    return logger.isLoggable(Level.TRACE);
  }

  @Override
  public void fatal(String message) {
    log(Level.ERROR, message, null);
  }

  @Override
  public void fatal(String format, Object... values) {
    logFormatted(Level.ERROR, format, values);
  }

  @Override
  public void fatal(String message, Throwable error) {
    log(Level.ERROR, message, error);
  }

  @Override
  public void error(String message) {
    log(Level.WARNING, message, null);
  }

  @Override
  public void error(String format, Object... values) {
    logFormatted(Level.WARNING, format, values);
  }

  @Override
  public void error(String message, Throwable error) {
    log(Level.WARNING, message, error);
  }

  @Override
  public void warn(String message) {
    log(Level.INFO, message, null);
  }

  @Override
  public void warn(String format, Object... values) {
    logFormatted(Level.INFO, format, values);
  }

  @Override
  public void warn(String message, Throwable error) {
    log(Level.INFO, message, error);
  }

  @Override
  public void info(String message) {
    log(Level.DEBUG, message, null);
  }

  @Override
  public void info(String format, Object... values) {
    logFormatted(Level.DEBUG, format, values);
  }

  @Override
  public void debug(String message) {
    log(Level.DEBUG, message, null);
  }

  @Override
  public void debug(String format, Object... values) {
    logFormatted(Level.DEBUG, format, values);
  }

  @Override
  public void debug(String message, Throwable error) {
    log(Level.DEBUG, message, error);
  }

  @Override
  public void trace(Object message) {
    log(Level.TRACE, String.valueOf(message), null);
  }

  @Override
  public void trace(String message) {
    log(Level.TRACE, message, null);
  }

  @Override
  public void trace(String format, Object... values) {
    logFormatted(Level.TRACE, format, values);
  }

  @Override
  public void trace(String message, Throwable error) {
    log(Level.TRACE, message, error);
  }

  /** Does nothing: levels are set where everything else is logged. */
  @Override
  public void setLevel(String level) {}

  @Override
  public String getLevel() {
    return isDebugEnabled() ? "debug" : "warn";
  }

  private void logFormatted(Level level, String format, Object[] values) {
    if (logger.isLoggable(level)) {
      logger.log(level, values.length == 0 ? format : String.format(format, values));
    }
  }

  private void log(Level level, String message, @Nullable Throwable error) {
    if (logger.isLoggable(level)) {
      if (error == null) {
        logger.log(level, message);
      } else {
        logger.log(level, message, error);
      }
    }
  }
}
