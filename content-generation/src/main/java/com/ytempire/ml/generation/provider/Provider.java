package com.ytempire.ml.generation.provider;

/**
 * Who makes an artefact: a paid service, or this process. Safe to share; a call blocks.
 *
 * @param <Q> what is asked for
 * @param <A> what is made
 */
public interface Provider<Q, A> {
  /** As configuration, answers and metrics name it, such as {@code openai}. */
  String name();

  /** Whether its calls cost nothing. */
  boolean isFree();

  /**
   * Makes an artefact, by one call: whoever asks decides on another one.
   *
   * @throws ProviderException when it does not, and whether it may have to be paid all the same
   */
  Made<A> make(Q request, CallTerms terms) throws ProviderException, InterruptedException;
}
