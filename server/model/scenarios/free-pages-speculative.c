/**
 * free-pages-speculative - pages of an order are freed while a speculative lookup holds the first of them
 * @era: 5.10-
 * @rule: ref/leak
 * @source: e320d3012d25 "mm/page_alloc.c: fix freeing non-compound pages"; mm/page_alloc.c (6.12)
 * @story: A lookup of the page cache may take a reference on any page for a moment. When __free_pages() frees a block that is no compound page just then, it does not
 *   drop the last reference: the lookup does, and frees the one page that it knows of. The others are nobody's unless __free_pages() frees them itself.
 * @bound: one block of two pages, one speculative reference
 * @atomic: taking a reference unless there is none, giving one back
 */
struct page {
	unsigned int refs : 2;
	bool head;
	bool freed;
};

struct page block[2] = { { .refs = 1 }, { .refs = 0 } };

__variant(rest_freed, holds, "whoever cannot free the block frees the pages behind the first");
__variant(first_only, breaks, "nothing but the first page is looked at");
__mutant(rest_freed, "		while (order-- > 0)	/* nobody else knows of them */", "		while (0)");

bool PageHead(struct page *page) { return page->head; }

struct alloc_tag *pgalloc_tag_get(struct page *page) { return NULL; }
void pgalloc_tag_sub_pages(struct alloc_tag *tag, unsigned int nr) { }

__atomic int put_page_testzero(struct page *page)
{
	page->refs = page->refs - 1;
	return page->refs == 0;
}

/* the pages of an order, from this one on */
__atomic void free_unref_page(struct page *page, unsigned int order)
{
	page->freed = true;
	if (order > 0)
		block[1].freed = true;
}

__in(rest_freed)
__role void __free_pages(struct page *page, unsigned int order)
{
	int head = PageHead(page);

	if (put_page_testzero(page))
		free_unref_page(page, order);
	else if (!head)
		while (order-- > 0)	/* nobody else knows of them */
			free_unref_page(page + (1 << order), order);
}

__in(first_only)
__role void __free_pages(struct page *page, unsigned int order)
{
	if (put_page_testzero(page))
		free_unref_page(page, order);
}

__atomic bool get_page_unless_zero(struct page *page)
{
	if (page->refs == 0)
		return false;
	page->refs = page->refs + 1;
	return true;
}

__thread void driver(void)
{
	__free_pages(&block[0], 1);
}

/* find_get_page() that had the pointer from before: takes it, sees that it is another page, puts it */
__thread void lookup(void)
{
	struct page *page = &block[0];

	if (!get_page_unless_zero(page))
		return;
	if (put_page_testzero(page))
		free_unref_page(page, 0);
}

/** all_freed - every page of a freed block is freed */
__finally bool all_freed(void)
{
	return block[0].freed && block[1].freed;
}
