/**
 * The command line: one class per subcommand, found by {@link java.util.ServiceLoader}.
 *
 * <p>Commands parse, call one thing and print. What they start or compute belongs to other packages
 * and modules, which add subcommands of their own by a provider file.
 */
@NullMarked
package com.ytempire.ml.local.cli;

import org.jspecify.annotations.NullMarked;
