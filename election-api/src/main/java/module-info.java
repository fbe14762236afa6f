/** Master election that is not tied to one coordination service: API, SPI and the core. */
module io.primacy.election {
  requires static org.jspecify;

  exports io.primacy.election;
  exports io.primacy.election.spi;

  uses io.primacy.election.spi.ElectionProvider;
}
