package com.ytempire.ml.training.transformer;

import com.ytempire.ml.training.trainer.RunMonitor;
import com.ytempire.ml.training.trainer.TrainedModel;
import com.ytempire.ml.training.trainer.Trainer;
import com.ytempire.ml.training.trainer.TrainingException;
import com.ytempire.ml.training.trainer.TrainingTask;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Trains a transformer over the snapshots of an entity: encoder layers, then one answer per head,
 * all learnt together. It is done when the validation loss has not fallen for some epochs, and
 * keeps the parameters with which it was least; probabilities are then calibrated on the validation
 * examples. On the CPU equal tasks give equal bytes, also where a run goes on from a checkpoint.
 *
 * <p>Hyperparameters: {@code encoder_layers}, {@code attention_heads}, {@code hidden_size}, {@code
 * dropout}, {@code learning_rate}, {@code batch_size}, {@code epochs}, {@code
 * early_stopping_patience}, and {@code left_out} (share of the examples that are learnt from with
 * parts of their features missing). Without those of the network it is the compact one: 2 layers, 4
 * heads, 64 wide. Missing features are NaN, or anything that is not finite.
 *
 * <p>PyTorch's random numbers and gradients are one for the process, so runs of one process go one
 * after another.
 */
public final class TransformerTrainer implements Trainer {
  static final String TYPE = "transformer";

  private static final ReentrantLock ENGINE = new ReentrantLock(true);

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean hasGpu() {
    return TorchEngine.device().isGpu();
  }

  @Override
  public Map<String, Double> hyperparameters(TrainingTask task) {
    return TransformerSettings.numbers(task);
  }

  @Override
  public TrainedModel train(TrainingTask task, RunMonitor monitor) {
    TransformerSettings settings = TransformerSettings.of(task);
    try {
      ENGINE.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingException("interrupted while another run was going on", e);
    }
    try (var run = new TransformerRun(task, settings)) {
      return run.finish(monitor);
    } finally {
      ENGINE.unlock();
    }
  }
}
