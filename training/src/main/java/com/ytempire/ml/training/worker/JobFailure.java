package com.ytempire.ml.training.worker;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.trainer.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says why a job failed and what to do. */
final class JobFailure {
  private static final int MAX_LENGTH = 4000;

  private JobFailure() {}

  /**
   * @param folder of the workers' own files
   */
  static String message(Throwable failure, Path folder) {
    String text = text(failure, folder).replace('\0', ' ');
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
  }

  private static String text(Throwable failure, Path folder) {
    if (isFullDisk(failure)) {
      return ("the worker's disk is full (%s): free some of it, or let TRAINING_JOBS_PATH, now %s, and"
              + " MODEL_REGISTRY_PATH name folders on another one, and ask for the training again")
          .formatted(failure.getMessage(), folder);
    }
    if (failure instanceof DatasetException
        || failure instanceof TrainingException
        || failure instanceof ModelLoadException
        || failure instanceof StoreRefusedException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return ("a file cannot be read or written (%s): see that the worker may use the data and %s, and"
              + " ask for the training again")
          .formatted(failure, folder);
    }
    return "the training broke off by a mistake of the platform (%s); the worker's log says where"
        .formatted(failure);
  }

  private static boolean isFullDisk(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
        return true;
      }
    }
    return false;
  }
}
