package com.ytempire.ml.local.server;

/**
 * One server of the stack, embedded or elsewhere.
 *
 * <p>Started once, from one thread; {@link #isHealthy()} may be called from any thread. Closing
 * stops an embedded server, leaves one elsewhere alone, and does nothing the second time.
 */
public interface StackServer extends AutoCloseable {

  /** Which server this is. */
  ServerName name();

  /**
   * Starts the server, or checks the one elsewhere, and returns when it answers.
   *
   * @throws ServerException when it cannot be used; nothing of it is left running
   */
  void start();

  /** Where it is, for people: without credentials. */
  String address();

  /** The server's own version as it reports it, known after {@link #start()}. */
  String version();

  /** Whether it answers now; takes at most a few seconds. */
  boolean isHealthy();

  @Override
  void close();
}
