/**
 * zswap-cpu-dead - a store uses the compression context of a CPU that was switched off
 * @era: 5.11-6.18
 * @rule: lock/stale-after-unlock
 * @source: 12dcb0ef5406 "mm: zswap: properly synchronize freeing resources during CPU hotunplug", c11bcbc0a517 "mm: zswap: fix crypto_free_acomp() deadlock in zswap_cpu_comp_dead()"; mm/zswap.c (6.12)
 * @story: zswap_compress() takes the context of the CPU that it runs on, and then its mutex. In between it may be moved to another CPU and the first one switched off: its request and its buffer are
 *   freed. So the request is looked at once the mutex is held; it is gone, another context is taken. What is freed is taken away under the mutex and freed
 *   without it: crypto takes a lock of its own whose holder may allocate, reclaim, and wait for the very mutex.
 * @bound: one pool, a CPU that goes and one that stays, one store, one allocation of a transform
 * @atomic: nothing
 */
struct hlist_node {
	int nr : 2;
};

struct acomp_req {
	unsigned int dlen : 1;
};

struct crypto_acomp {
	unsigned int users : 1;
};

struct crypto_acomp_ctx {
	struct crypto_acomp *acomp;
	struct acomp_req *req;
	struct mutex mutex;
	bool is_sleepable;
};

struct zswap_pool {
	struct crypto_acomp_ctx *acomp_ctx;
	struct hlist_node node;
};

struct zswap_entry {
	struct zswap_pool *pool;
	unsigned int length : 1;
};

struct acomp_req R[2];
struct crypto_acomp A[2];
/* CPU 0 stays, CPU 1 goes */
struct crypto_acomp_ctx ctx[2] = { { .acomp = &A[0], .req = &R[0] }, { .acomp = &A[1], .req = &R[1] } };
struct zswap_pool pool0 = { .acomp_ctx = &ctx[0] };
struct zswap_entry Z = { .pool = &pool0 };
struct mutex scomp_lock;
bool cpu1_online = true;

__variant(looked_again, holds, "the request is looked at under the mutex; what goes is freed without it");
__variant(not_looked, breaks, "the context is used whatever became of it");
__variant(freed_under_mutex, breaks, "the transform is freed with the mutex held");
__mutant(looked_again, "if (acomp_ctx->req)	/* it may have gone */", "if (true)");
__mutant(freed_under_mutex, "if (variant(freed_under_mutex))	/* crypto has a lock of its own */", "if (false)");

/* the store runs where it runs: on CPU 1 only as long as that is there */
__atomic struct crypto_acomp_ctx *raw_cpu_ptr(struct crypto_acomp_ctx *acomp_ctx)
{
	if (cpu1_online && choose())
		return &ctx[1];
	return &ctx[0];
}

struct crypto_acomp_ctx *per_cpu_ptr(struct crypto_acomp_ctx *acomp_ctx, unsigned int cpu) { return &ctx[1]; }
void acomp_request_free(struct acomp_req *req) { free(req); }
void kfree(void *buffer) { }

/* the last transform of an algorithm gives back what crypto_scomp shares */
void crypto_free_acomp(struct crypto_acomp *acomp)
{
	mutex_lock(&scomp_lock);
	acomp->users = 0;
	mutex_unlock(&scomp_lock);
}

void sg_init_table(struct scatterlist *sg, unsigned int n) { }
void sg_init_one(struct scatterlist *sg, void *buf, unsigned int n) { }
void sg_set_folio(struct scatterlist *sg, struct folio *folio, size_t len, size_t offset) { }
void acomp_request_set_params(struct acomp_req *req, struct scatterlist *src, struct scatterlist *dst, unsigned int slen, unsigned int dlen) { req->dlen = 1; }
int crypto_acomp_compress(struct acomp_req *req) { req->dlen = 1; return 0; }
int crypto_wait_req(int err, struct crypto_wait *wait) { return err; }
bool zpool_malloc_support_movable(struct zpool *zpool) { return false; }
int zpool_malloc(struct zpool *zpool, size_t size, gfp_t gfp, unsigned long *handle) { return 0; }
char *zpool_map_handle(struct zpool *zpool, unsigned long handle, int mode) { return NULL; }
void zpool_unmap_handle(struct zpool *zpool, unsigned long handle) { }
void memcpy(void *to, void *from, size_t n) { }
void acomp_ctx_put_unlock(struct crypto_acomp_ctx *acomp_ctx) { mutex_unlock(&acomp_ctx->mutex); }

__role struct crypto_acomp_ctx *acomp_ctx_get_cpu_lock(struct zswap_pool *pool)
{
	struct crypto_acomp_ctx *acomp_ctx;

	for (;;) {
		acomp_ctx = raw_cpu_ptr(pool->acomp_ctx);
		mutex_lock(&acomp_ctx->mutex);
		hunk_begin();
		if (variant(not_looked))
			return acomp_ctx;
		if (acomp_ctx->req)	/* it may have gone */
			return acomp_ctx;
		hunk_end();
		mutex_unlock(&acomp_ctx->mutex);
	}
}

__role bool zswap_compress(struct folio *folio, struct zswap_entry *entry)
{
	struct crypto_acomp_ctx *acomp_ctx;
	int err;

	acomp_ctx = acomp_ctx_get_cpu_lock(entry->pool);
	err = crypto_wait_req(crypto_acomp_compress(acomp_ctx->req), NULL);
	mutex_unlock(&acomp_ctx->mutex);
	return err == 0;
}

__role int zswap_cpu_comp_dead(unsigned int cpu, struct hlist_node *node)
{
	struct zswap_pool *pool = hlist_entry(node, struct zswap_pool, node);
	struct crypto_acomp_ctx *acomp_ctx = per_cpu_ptr(pool->acomp_ctx, cpu);
	struct acomp_req *req;
	struct crypto_acomp *acomp;

	mutex_lock(&acomp_ctx->mutex);
	req = acomp_ctx->req;
	acomp = acomp_ctx->acomp;
	acomp_ctx->req = NULL;
	acomp_ctx->acomp = NULL;
	if (variant(freed_under_mutex))	/* crypto has a lock of its own */
		crypto_free_acomp(acomp);
	mutex_unlock(&acomp_ctx->mutex);
	if (!IS_ERR_OR_NULL(req))
		acomp_request_free(req);
	if (!variant(freed_under_mutex)) {
		if (!IS_ERR_OR_NULL(acomp))
			crypto_free_acomp(acomp);
	}
	return 0;
}

__thread void swapout(void)
{
	zswap_compress(NULL, &Z);
}

__thread void cpu_down(void)
{
	cpu1_online = false;
	zswap_cpu_comp_dead(1, &pool0.node);
}

/* somebody allocates a transform: crypto allocates under its lock, and that may reclaim */
__thread void crypto_alloc(void)
{
	mutex_lock(&scomp_lock);
	zswap_compress(NULL, &Z);
	mutex_unlock(&scomp_lock);
}
