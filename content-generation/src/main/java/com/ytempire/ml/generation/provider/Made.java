package com.ytempire.ml.generation.provider;

/**
 * What a provider made.
 *
 * @param artefact the script, speech or picture
 * @param model the provider's name of the model that made it
 * @param usage what it is charged by
 */
public record Made<A>(A artefact, String model, Usage usage) {}
