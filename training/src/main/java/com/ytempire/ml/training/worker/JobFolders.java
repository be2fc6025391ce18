package com.ytempire.ml.training.worker;

import com.ytempire.ml.core.file.Folders;
import com.ytempire.ml.core.store.TrainingJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of jobs' own files, one per job that has not ended. Has no state. */
final class JobFolders {
  private static final Logger log = LoggerFactory.getLogger(JobFolders.class);

  private final Path root;

  JobFolders(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path of(UUID job) {
    return root.resolve(job.toString());
  }

  /** Removes what a job left here that has ended; what cannot be removed stays. */
  void remove(UUID job) {
    Path folder = of(job);
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      log.warn("{} cannot be removed: {}", folder, e.toString());
    }
  }

  /** Removes the folders of jobs that ended elsewhere; those of unknown jobs stay. */
  void removeEnded(TrainingJobs jobs) {
    for (UUID id : ids()) {
      if (jobs.find(id).filter(job -> job.status().isFinal()).isPresent()) {
        remove(id);
      }
    }
  }

  private List<UUID> ids() {
    List<UUID> ids = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> folders = Files.list(root)) {
        folders.forEach(folder -> id(folder.getFileName().toString()).ifPresent(ids::add));
      } catch (IOException | UncheckedIOException e) {
        log.warn("{} cannot be listed: {}", root, e.toString());
      }
    }
    return ids;
  }

  private static Optional<UUID> id(String name) {
    try {
      return Optional.of(UUID.fromString(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
