/*
 * The tide gate: pages that each CPU keeps for itself, and how they are given back.
 *
 * Invented for the samples of mm Patch Review: it has the look of mm code, but no kernel has it.
 */
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>

/* Gives back what a CPU keeps of a zone; that CPU may be taking pages meanwhile. */
static void drain_pages_zone(unsigned int cpu, struct zone *zone)
{
	struct per_cpu_pages *pcp = per_cpu_ptr(zone->per_cpu_pageset, cpu);
	int count;

	do {
		spin_lock(&pcp->lock);
		count = pcp->count;
		if (count)
			free_pcppages_bulk(zone, 1, pcp, 0);
		spin_unlock(&pcp->lock);
	} while (count);
}
