package com.ytempire.ml.inference.repository;

import com.ytempire.ml.core.store.object.S3Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files in S3. Takes over the folder: closing this closes it. */
record S3RepositoryFiles(S3Folder folder, String server) implements RepositoryFiles {
  @Override
  public List<String> list(String below) throws IOException {
    return folder.list(below);
  }

  @Override
  public long length(String path) throws IOException {
    return folder.length(path);
  }

  @Override
  public InputStream open(String path, long from) throws IOException {
    return folder.open(path, from);
  }

  @Override
  public boolean writeNew(String path, Path file) throws IOException {
    return folder.writeNew(path, file);
  }

  @Override
  public Optional<Path> local(String path) {
    return Optional.empty();
  }

  @Override
  public String describe(String path) {
    String address = folder.describe(path);
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  @Override
  public String identity() {
    return server + " " + describe("");
  }

  @Override
  public void close() {
    folder.close();
  }
}
