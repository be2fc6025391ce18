package com.ytempire.ml.core.config;

/**
 * One mistake in a configuration file.
 *
 * @param file name of the file, as it was given
 * @param line line, from 1
 * @param column column, from 1
 * @param key the key or name concerned
 * @param message what is wrong and what was expected
 */
public record ConfigProblem(String file, int line, int column, String key, String message) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + key + ": " + message;
  }
}
