package com.ytempire.ml.local.cli;

import java.util.concurrent.Callable;

/**
 * One subcommand of {@code ytempire}.
 *
 * <p>An implementation is a public class with a public constructor without arguments, annotated
 * with picocli's {@code @Command} (name, description), and named in {@code
 * META-INF/services/com.ytempire.ml.local.cli.Subcommand} of its module. Its result is the exit
 * code: 0 done, 1 failed, 2 wrong usage.
 */
public interface Subcommand extends Callable<Integer> {}
