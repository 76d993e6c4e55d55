/**
 * The names that shape control flow or evaluation by themselves, before any model of mm is asked. Everything else is a call.
 */

/** Macros whose value is their first argument: hints to the compiler, the race detector or sparse. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
  'likely',
  'unlikely',
  'likely_notrace',
  'unlikely_notrace',
  '__builtin_expect',
  '__builtin_expect_with_probability',
  'data_race',
]);

/** Those of them whose value is the truth of their argument: `!!(x)`. */
export const TRUTH_HINTS: ReadonlySet<string> = new Set(['likely', 'unlikely', 'likely_notrace', 'unlikely_notrace']);

/** Looked at by the compiler only: nothing is evaluated and nothing remains. */
export const COMPILE_TIME: ReadonlySet<string> = new Set([
  'BUILD_BUG_ON',
  'BUILD_BUG_ON_MSG',
  'BUILD_BUG_ON_INVALID',
  'BUILD_BUG_ON_NOT_POWER_OF_2',
  'MAYBE_BUILD_BUG_ON',
  'compiletime_assert',
  'compiletime_assert_atomic_type',
  'static_assert',
  '_Static_assert',
]);

/** Sizes: never zero, arguments not evaluated. */
export const SIZES: ReadonlySet<string> = new Set(['ARRAY_SIZE', 'sizeof_field', '__alignof__']);

/** Other constants whose arguments are not evaluated. */
export const UNEVALUATED: ReadonlySet<string> = new Set([
  'offsetof',
  'offsetofend',
  'typeof',
  '__typeof__',
  '__same_type',
  '__builtin_constant_p',
  '__builtin_types_compatible_p',
  '__is_constexpr',
  'is_signed_type',
  'BUILD_BUG_ON_ZERO',
  '__must_be_array',
]);

/** Calls that do not come back. */
export const NORETURN: ReadonlySet<string> = new Set([
  'BUG',
  'BUILD_BUG',
  'panic',
  'do_exit',
  'do_group_exit',
  'make_task_dead',
  'kthread_exit',
  'kthread_complete_and_exit',
  '__module_put_and_kthread_exit',
  'module_put_and_kthread_exit',
  'unreachable',
  '__builtin_unreachable',
  '__builtin_trap',
  'usercopy_abort',
  'fortify_panic',
]);

/** Hand the pointer out and leave NULL in the variable, so that its clean-up does nothing. */
export const NULLING: ReadonlySet<string> = new Set(['no_free_ptr', 'retain_and_null_ptr', '__get_and_null', '__get_and_null_ptr']);
