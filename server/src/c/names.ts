/** Names that the kernel's dialect of C gives a meaning of its own. Knows nothing about what a function does. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

export const KEYWORDS = words(`
  auto break case char const continue default do double else enum extern float for goto if inline int long register
  restrict return short signed sizeof static struct switch typedef union unsigned void volatile while _Bool`);

/** Keywords that can only begin a type. */
export const TYPE_WORDS = words('struct union enum unsigned signed int long short char void const volatile float double _Bool');

/** Type names without `_t` that kernel code casts to. */
const TYPE_NAMES = words(
  'u8 u16 u32 u64 s8 s16 s32 s64 __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 __be16 __be32 __be64 __le16 __le32 __le64 uint ulong ushort bool size_t ssize_t',
);

export function isTypeName(name: string): boolean {
  return TYPE_NAMES.has(name) || /[a-z0-9]_t$/.test(name);
}

/** Attributes without arguments, and those whose arguments may follow. They may stand anywhere in a declaration. */
const ATTRIBUTES = words(`
  __init __initdata __initconst __exit __exitdata __exitused __meminit __meminitdata __ref __refdata __refconst __net_init __net_exit
  __net_initdata __devinit __devexit __cpuinit __cpuinitdata __init_or_module __initdata_or_meminfo __init_memblock __initdata_memblock
  __paginginit __initcall_ __head __always_inline __always_unused __maybe_unused __unused __used __must_check __user __kernel __iomem
  __percpu __rcu __force __bitwise __nocast __safe __private __read_mostly __ro_after_init __cacheline_aligned
  __cacheline_aligned_in_smp ____cacheline_aligned ____cacheline_aligned_in_smp ____cacheline_internodealigned_in_smp
  ___cacheline_internodealigned_in_smp __page_aligned_data __page_aligned_bss __cacheline_group_begin __randomize_layout
  __no_randomize_layout __packed __weak __cold __hot __deprecated __pure __attribute_const__ __noreturn __noclone __noinline
  __noinline_for_stack noinline_for_stack noinline noinline_for_tracing __visible __naked __flatten __malloc __no_kasan_or_inline
  __no_sanitize_address __no_sanitize_memory __no_sanitize_thread __no_sanitize_undefined __no_sanitize_or_inline __no_kcsan
  __no_kmsan_checks __no_instrument_function __no_sanitize_coverage __no_profile __nocfi __noendbr __noscs __signed_wrap __latent_entropy
  __no_stack_protector __nostackprotector __private __sched __lockfunc __kprobes nokprobe_inline notrace asmlinkage linkage __rust_helper
  __visible_for_testing __bpf_kfunc __bpf_kfunc_start_defs __retain __free_ptr __uaccess __inline __inline__ __restrict __restrict__
  __extension__ __volatile__ __const __nonstring __counted_by_ptr __sentinel __ioctl_arg __page_cache __private_ptr
  asmlinkage_protect INIT_TEXT __earlyonly_bootmem __irq_entry __softirq_entry __irqentry_text __entry_text noinstr __cpuidle
  __nosavedata __vsyscall_fn __notrace_funcgraph __nosave __compat __must_be_array_ __no_return_protect __realmode
  __attribute __attribute__ __aligned __section __printf __scanf __alloc_size __assume_aligned __acquires __releases __must_hold
  __acquire_shared __release_shared __acquires_shared __releases_shared __must_hold_shared __cond_acquires __cond_acquires_shared
  __cond_releases __guarded_by __pt_guarded_by __rcu_guarded __locks_excluded __must_not_hold __excludes_lock __free __cleanup __counted_by
  __counted_by_le __counted_by_be __realloc_size __diagnose_as __copy __error __compiletime_error __compiletime_warning __designated_init
  __no_sanitize __no_context_analysis __context_unsafe __context_lock_struct __alias __nonnull __tracepoint_string
  __no_caller_saved_registers __gcc_header __assume_ctx_lock __weak_alias __bos __pass_object_size __overloadable
  __aligned_largest __aligned_u64_ __mode __realloc __returns_nonnull __no_kstack_erase __unsafe_section __bpf_hook_start`);

/** Attributes of which `name(...)` is one word: the parentheses belong to it. */
export function isAttribute(name: string): boolean {
  return ATTRIBUTES.has(name);
}

/** Words that say something about a local variable's end of life: `__free(kfree)`, `__cleanup(fn)`. */
export function isCleanup(name: string): boolean {
  return name === '__free' || name === '__cleanup';
}

export const TYPEOF = words('typeof __typeof __typeof__ typeof_unqual __typeof_unqual__ __unqual_scalar_typeof typeof_member __rcu_typeof');

export const ASM = words('asm __asm __asm__ asm_inline asm_goto asm_volatile_goto asm_goto_output asm_volatile __asm_inline');

/** Macros whose argument at that place (0-based) is the name of a type even when it is a single word. */
const TYPE_ARGUMENT = new Map<string, number>([
  ...[
    'container_of',
    'container_of_const',
    'list_entry',
    'list_entry_rcu',
    'list_first_entry',
    'list_last_entry',
    'list_first_entry_or_null',
    'list_last_entry_or_null',
    'list_first_or_null_rcu',
    'list_entry_lockless',
    'list_entry_is_head',
    'hlist_entry',
    'hlist_entry_safe',
    'rb_entry',
    'rb_entry_safe',
    'rb_entry_rcu',
    'llist_entry',
    'hlist_bl_entry',
    'plist_first_entry',
    'va_arg',
    '__builtin_va_arg',
  ].map((name) => [name, 1] as const),
  ...[
    'min_t',
    'max_t',
    'clamp_t',
    'offsetof',
    'offsetofend',
    'sizeof_field',
    'struct_size_t',
    'kmalloc_obj',
    'kzalloc_obj',
    'kmalloc_objs',
    'kzalloc_objs',
    'KMEM_CACHE',
    'alloc_percpu',
    'alloc_percpu_gfp',
    'devm_alloc_percpu',
    'DEFINE_RAW_FLEX',
    'DEFINE_FLEX',
    '_DEFINE_FLEX',
  ].map((name) => [name, 0] as const),
]);

export function typeArgument(macro: string): number | undefined {
  return TYPE_ARGUMENT.get(macro);
}

/** Macros that declare a local variable: which argument (0-based) is its name, and the type that it gets. */
const DECLARES = new Map<string, readonly [argument: number, type: string]>([
  ['XA_STATE', [0, 'struct xa_state']],
  ['XA_STATE_ORDER', [0, 'struct xa_state']],
  ['MA_STATE', [0, 'struct ma_state']],
  ['MA_WR_STATE', [0, 'struct ma_wr_state']],
  ['VMA_ITERATOR', [0, 'struct vma_iterator']],
  ['VMG_STATE', [0, 'struct vma_merge_struct']],
  ['VMG_VMA_STATE', [0, 'struct vma_merge_struct']],
  ['MMAP_STATE', [0, 'struct mmap_state']],
  ['MM_WALK_STATE', [0, 'struct mm_walk']],
  ['UNMAP_STATE', [0, 'struct unmap_desc']],
  ['LIST_HEAD', [0, 'struct list_head']],
  ['HLIST_HEAD', [0, 'struct hlist_head']],
  ['LLIST_HEAD', [0, 'struct llist_head']],
  ['PLIST_HEAD', [0, 'struct plist_head']],
  ['RADIX_TREE', [0, 'struct radix_tree_root']],
  ['BIO_LIST', [0, 'struct bio_list']],
  ['SHASH_DESC_ON_STACK', [0, 'struct shash_desc *']],
  ['AHASH_REQUEST_ON_STACK', [0, 'struct ahash_request *']],
  ['SKCIPHER_REQUEST_ON_STACK', [0, 'struct skcipher_request *']],
  ['SYNC_SKCIPHER_REQUEST_ON_STACK', [0, 'struct skcipher_request *']],
  ['DECLARE_WAITQUEUE', [0, 'wait_queue_entry_t']],
  ['DECLARE_WAIT_QUEUE_HEAD_ONSTACK', [0, 'wait_queue_head_t']],
  ['DECLARE_WAIT_QUEUE_HEAD', [0, 'wait_queue_head_t']],
  ['DECLARE_COMPLETION_ONSTACK', [0, 'struct completion']],
  ['DECLARE_COMPLETION', [0, 'struct completion']],
  ['DECLARE_BITMAP', [0, 'unsigned long []']],
  ['DECLARE_WORK', [0, 'struct work_struct']],
  ['DECLARE_PER_CPU', [1, 'per-cpu']],
  ['DEFINE_PER_CPU', [1, 'per-cpu']],
  ['DEFINE_WAIT', [0, 'struct wait_queue_entry']],
  ['DEFINE_WAIT_FUNC', [0, 'struct wait_queue_entry']],
  ['DEFINE_WAIT_BIT', [0, 'struct wait_bit_queue_entry']],
  ['DEFINE_FOLIO_VMA_WALK', [0, 'struct page_vma_mapped_walk']],
  ['DEFINE_PAGE_VMA_WALK', [0, 'struct page_vma_mapped_walk']],
  ['DEFINE_READAHEAD', [0, 'struct readahead_control']],
  ['DEFINE_XARRAY', [0, 'struct xarray']],
  ['DEFINE_XARRAY_ALLOC', [0, 'struct xarray']],
  ['DEFINE_MUTEX', [0, 'struct mutex']],
  ['DEFINE_SPINLOCK', [0, 'spinlock_t']],
  ['DEFINE_RAW_SPINLOCK', [0, 'raw_spinlock_t']],
  ['DEFINE_RWLOCK', [0, 'rwlock_t']],
  ['DEFINE_RATELIMIT_STATE', [0, 'struct ratelimit_state']],
  ['DEFINE_IDA', [0, 'struct ida']],
  ['DEFINE_IDR', [0, 'struct idr']],
  ['DEFINE_TIMER', [0, 'struct timer_list']],
  ['DEFINE_WAKE_Q', [0, 'struct wake_q_head']],
  ['DEFINE_HASHTABLE', [0, 'struct hlist_head []']],
  ['DECLARE_HASHTABLE', [0, 'struct hlist_head []']],
  ['DEFINE_DYNAMIC_DEBUG_METADATA', [0, 'struct _ddebug']],
  ['DEFINE_DMA_UNMAP_ADDR', [0, 'dma_addr_t']],
  ['DEFINE_RAW_FLEX', [1, 'struct *']],
  ['DEFINE_FLEX', [1, 'struct *']],
  ['DECLARE_FLEX_ARRAY', [1, 'flex []']],
  ['CLASS', [1, 'class']],
  ['CLASS_INIT', [1, 'class']],
]);

/** Which argument of a declaring macro is the variable, and its type; undefined when the macro declares nothing. */
export function declaredBy(macro: string): { readonly argument: number; readonly type: string } | undefined {
  const known = DECLARES.get(macro);
  if (known) return { argument: known[0], type: known[1] };
  // Other DEFINE_x(y) may as well declare something else than y: DEFINE_MAX_SEQ(lruvec) does.
  if (/^[A-Z0-9_]+_ON_?STACK$/.test(macro)) return { argument: 0, type: macro };
  return undefined;
}

/** A loop macro by its name alone, for bodies without braces: `for_each_node(nid) init(nid);`. */
export function isIteratorName(name: string): boolean {
  return /for_?each/i.test(name) || /(^|_)for_(all|every|range)/i.test(name);
}
