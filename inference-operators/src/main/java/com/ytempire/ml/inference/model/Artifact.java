package com.ytempire.ml.inference.model;

/**
 * One file of a version.
 *
 * @param path relative to the version's folder
 * @param bytes length
 * @param sha256 lower-case hexadecimal digest of its content
 */
public record Artifact(String path, long bytes, String sha256) {}
